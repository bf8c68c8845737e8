/** Where pictures are painted: the styles, how fast they go here, and the threads that paint. */
package dev.fude.server.studio;
