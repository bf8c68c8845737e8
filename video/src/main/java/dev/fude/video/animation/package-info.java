/** What animated pictures have in common: a sheet that frames are laid on, delays, rectangles. */
package dev.fude.video.animation;
