/**
 * What can be done with the frames of a film beside painting each for itself: {@linkplain
 * dev.fude.video.FramePainter painters} round painters.
 */
package dev.fude.video.transform;
