package dev.fude.core.plan;

import dev.fude.core.op.Op;
import dev.fude.core.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One kernel call of a plan.
 *
 * @param name name of the graph's node whose op this is
 * @param op what is computed
 * @param operands the values it reads, as many as the op's data inputs
 * @param parameters names of its trained tensors, by role
 * @param place where the result is stored; {@link Place#NOWHERE} if only its sums are wanted
 * @param margins where the step keeps what it would else write over too early, if it writes over
 *     its input
 * @param shape shape of the result, (batch, height, width, channels)
 * @param statistics index of the sums to collect while storing, if a norm needs them
 * @param multiplyAdds the step's work, as its op defines it
 * @param algorithm how the backend computes the op; empty where there is but one way
 */
public record Step(
    String name,
    Op op,
    List<Operand> operands,
    Map<String, String> parameters,
    Place place,
    Optional<Place> margins,
    Shape shape,
    OptionalInt statistics,
    long multiplyAdds,
    Optional<Algorithm> algorithm) {}
