package dev.fude.server.api;

/**
 * What is taken of anybody.
 *
 * @param mostBytes of a photograph's file
 * @param mostPixels of a photograph
 * @param longestPaintMillis predicted time to paint one
 * @param joinsAtOnce of an address, before it must wait
 * @param millisOfJoin until an address may join once more
 */
public record Limits(
    long mostBytes,
    long mostPixels,
    double longestPaintMillis,
    int joinsAtOnce,
    double millisOfJoin) {}
