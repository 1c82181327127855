/** How large what a user gives may be. Every way in (client bar, scenario, link) uses these. */

/** Most characters (UTF-16 units) of a key of the dict. */
export const KEY_MAX = 256;
/** Most characters (UTF-16 units) of a value of the dict. */
export const VALUE_MAX = 8192;
/** Most characters of a node's name. */
export const NODE_ID_MAX = 32;
/** Most nodes of a cluster, those outside the configuration included. */
export const NODES_MAX = 64;
/** Most characters of a client's name. */
export const CLIENT_ID_MAX = 64;
