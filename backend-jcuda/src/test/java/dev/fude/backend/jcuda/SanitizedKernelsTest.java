package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No kernel reads or writes beside its arrays: sanitized.cpp under AddressSanitizer. */
@Tag("one-jdk")
class SanitizedKernelsTest {
  @ParameterizedTest
  @EnumSource(Mode.class)
  void kernelsStayWithinTheirArrays(Mode mode) {
    StandIn.requireCompiler();
    Path program = Path.of("target", "stand-in", "sanitized-" + mode);
    List<String> options =
        new ArrayList<>(List.of("-O0", "-g", "-std=c++20", "-fsanitize=address,undefined"));
    options.add("-fno-sanitize-recover=all");
    if (mode == Mode.FP16) {
      options.add("-DFUDE_FLOAT16");
    }
    StandIn.build(program, options, List.of("sanitized.cpp", "emulation.cpp"));

    StandIn.Outcome outcome = StandIn.run(List.of(program.toAbsolutePath().toString()));
    assertThat(outcome.code()).as(outcome.output()).isZero();
    assertThat(outcome.output()).containsPattern("[1-9]\\d* launches");
  }
}
