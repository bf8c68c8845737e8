package dev.fude.painter.picture.colour;

import org.joml.Vector3d;

/**
 * A colour without its brightness.
 *
 * @param x the share of CIE X
 * @param y the share of CIE Y
 */
public record Chromaticity(double x, double y) {
  /** As a light of brightness 1. */
  Vector3d toXyz() {
    return new Vector3d(x / y, 1, (1 - x - y) / y);
  }
}
