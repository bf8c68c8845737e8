/** The networks whose weights are converted: which tensors they have, and under which names. */
package dev.fude.converter.architecture;
