/**
 * Containers, read and written by the program {@code ffmpeg}: one process decodes into a pipe,
 * another encodes out of one, and a last one puts the painted pictures beside the sound, subtitles
 * and chapters of the original. {@link dev.fude.video.ffmpeg.ContainerEnd} is where to begin.
 */
package dev.fude.video.ffmpeg;
