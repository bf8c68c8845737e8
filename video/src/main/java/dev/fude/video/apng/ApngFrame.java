package dev.fude.video.apng;

/**
 * A frame as an animated PNG holds it.
 *
 * @param control where and how it is shown
 * @param png a PNG of the frame alone
 */
record ApngFrame(FrameControl control, byte[] png) {}
