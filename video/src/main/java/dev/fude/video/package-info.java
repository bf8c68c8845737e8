/**
 * Films to anime films. A {@link dev.fude.video.FrameSource} gives frames, a {@link
 * dev.fude.video.FramePainter} paints them, a {@link dev.fude.video.FrameSink} takes them; {@link
 * dev.fude.video.Pipeline} does the three at the same time. What each kind of file needs is in a
 * package of its own; {@link dev.fude.video.ends.Ends} lists them.
 */
package dev.fude.video;
