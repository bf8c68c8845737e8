/**
 * NUT, the container in which frames travel to and from the program {@code ffmpeg}: of all that it
 * writes into a pipe, this alone carries each frame's time, exactly. What is here is NUT with one
 * stream of pictures.
 *
 * <p>The format is described in <a href="https://ffmpeg.org/~michael/nut.txt">its
 * specification</a>. Numbers have seven bits a byte, the highest first; each packet begins with an
 * eight-byte start code and ends with a checksum; a frame begins with a byte that a table in the
 * main header explains.
 */
package dev.fude.video.nut;
