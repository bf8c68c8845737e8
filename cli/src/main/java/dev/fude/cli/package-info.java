/**
 * The {@code fude} command: one class for each subcommand, and what they share.
 *
 * <p>{@link dev.fude.cli.Main} is the way in. A command prints its result on standard output and
 * everything else on standard error; with {@code --json} the result is one JSON object. {@link
 * dev.fude.cli.Failures} is the one place that turns an exception into a sentence and an exit code.
 */
package dev.fude.cli;
