import { domAnimation } from 'framer-motion';

/** The part of framer-motion that animates, in a file of its own: it is loaded after the first paint. */
export const motionFeatures = domAnimation;
