/**
 * What the history says of an address that the page goes to with the current token. It is not the token
 * itself: browsers keep the history, and the page keeps tokens in memory alone.
 */
export const OF_CURRENT_TOKEN = 'of the current token';
