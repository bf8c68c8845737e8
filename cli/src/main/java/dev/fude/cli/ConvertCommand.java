package dev.fude.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "convert")
final class ConvertCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return ExitCode.FAILED;
  }
}
