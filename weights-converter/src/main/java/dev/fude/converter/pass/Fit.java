package dev.fude.converter.pass;

import java.util.List;

/**
 * How the tensors of a file fit a network.
 *
 * @param places the names of the places in the file where the network's tensors are, all of them
 *     and nothing else; the user can choose by them
 * @param nearness the share of the network's names in the place that has the most, from 0 to 1
 */
public record Fit(List<String> places, double nearness) {
  /** Makes the list unmodifiable. */
  public Fit {
    places = List.copyOf(places);
  }
}
