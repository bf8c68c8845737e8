/** The list of the kinds of films that can be read and written. */
package dev.fude.video.ends;
