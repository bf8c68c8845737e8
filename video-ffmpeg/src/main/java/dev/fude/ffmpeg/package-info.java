/** An LGPL build of the program ffmpeg, for machines on which none is installed. */
package dev.fude.ffmpeg;
