package dev.fude.core.graph;

import dev.fude.core.op.Op;
import java.util.List;
import java.util.Map;

/**
 * One op in a graph. Its single result is a value of the node's own name.
 *
 * @param name unique within the graph
 * @param op what is computed
 * @param inputs names of the values it takes
 * @param parameters names of its trained tensors, by role, in the order of the op's parameters
 */
public record Node(String name, Op op, List<String> inputs, Map<String, String> parameters) {}
