package dev.fude.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that holds the others. */
@Command(
    name = "fude",
    description = "Turns photographs into anime pictures, in pure Java.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      StylizeCommand.class,
      ServeCommand.class,
      VideoCommand.class,
      ConvertCommand.class,
      InfoCommand.class,
      StylesCommand.class,
      BackendsCommand.class,
      BenchCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 done, 1 failed at run time, 2 wrong use, 3 bad input file (weights, picture,"
          + " film).",
      "With several pictures the highest code counts."
    })
final class FudeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say which command to run.");
  }
}
