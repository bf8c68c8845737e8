/**
 * YUV4MPEG2 streams: {@link dev.fude.video.y4m.Y4mSource} and {@link dev.fude.video.y4m.Y4mSink}.
 */
package dev.fude.video.y4m;
