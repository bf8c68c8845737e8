/**
 * Animated PNG: {@link dev.fude.video.apng.ApngSource} and {@link dev.fude.video.apng.ApngSink}.
 */
package dev.fude.video.apng;
