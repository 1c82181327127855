/** The part of framer-motion that animates, in a file of its own: it is loaded after the first paint. */
export { domAnimation } from 'framer-motion';
