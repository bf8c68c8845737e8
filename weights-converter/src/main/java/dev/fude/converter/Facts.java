package dev.fude.converter;

import dev.fude.core.op.ResizeRule;
import dev.fude.model.PictureContract;
import java.util.Optional;

/**
 * What changes a network's picture beside its tensors.
 *
 * @param resizeRule where its enlargements look, for a network that is written down here
 * @param normEps what its norms add to the variance, for one that is written down here
 * @param picture what a picture must be for it, for one that only its graph knows
 */
record Facts(
    Optional<Known<ResizeRule>> resizeRule,
    Optional<Known<Double>> normEps,
    Optional<Known<PictureContract>> picture) {}
