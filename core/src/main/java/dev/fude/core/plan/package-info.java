/**
 * The planner and its plans: a graph at one size as few, fat steps in reused memory. A plan is
 * data; backends run it.
 */
package dev.fude.core.plan;
