package dev.fude.ops.simd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.ops.runtime.GivenJvmOptions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a JVM's options, those of JVMs that are not at hand among them. */
@Tag("simd")
class VectorSpeedTest {
  private static boolean measuredInVain() {
    throw new AssertionError("measured in vain");
  }

  /** HotSpot as it is started without options, but for one. */
  private static GivenJvmOptions hotSpot(String option, String value) {
    Map<String, String> values = new HashMap<>();
    values.put("TieredStopAtLevel", "4");
    values.put("UseCompiler", "true");
    values.put("UseFMA", "true");
    values.put("EnableVectorSupport", "true");
    values.put("UseJVMCICompiler", "false");
    values.put("CompileCommand", "");
    values.put(option, value);
    return new GivenJvmOptions("mixed mode, sharing", values);
  }

  @Test
  void hotSpotWithoutOptionsIsFastAndNothingIsMeasured() {
    assertThat(VectorSpeed.obstacle(hotSpot("UseFMA", "true"), VectorSpeedTest::measuredInVain))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TieredStopAtLevel, 3, -XX:TieredStopAtLevel=3",
    "UseCompiler, false, only interprets",
    "UseFMA, false, -XX:-UseFMA",
    "EnableVectorSupport, false, -XX:-EnableVectorSupport",
  })
  void optionThatKeepsVectorsFromBeingCompiledIsNamed(String option, String value, String named) {
    assertThat(
            VectorSpeed.obstacle(hotSpot(option, value), VectorSpeedTest::measuredInVain)
                .orElseThrow())
        .contains(named);
  }

  @ParameterizedTest
  @CsvSource({
    "'interpreted mode, sharing', only interprets",
    "'mixed mode, emulated-client', optimising compiler is off",
  })
  void modeOfTheJvmTellsWhereNoOptionCanBeAsked(String mode, String reason) {
    assertThat(
            VectorSpeed.obstacle(
                    new GivenJvmOptions(mode, Map.of()), VectorSpeedTest::measuredInVain)
                .orElseThrow())
        .contains(reason);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void kernelIsTimedWhereTheJvmDoesNotSay(boolean fast) {
    GivenJvmOptions other =
        new GivenJvmOptions("JRE 21 Linux amd64-64-Bit Compressed References", Map.of());
    GivenJvmOptions graal = hotSpot("UseJVMCICompiler", "true");
    GivenJvmOptions noIntrinsic = hotSpot("DisableIntrinsic", "_VectorTernaryOp");

    for (GivenJvmOptions options : new GivenJvmOptions[] {other, graal, noIntrinsic}) {
      assertThat(VectorSpeed.obstacle(options, () -> fast).isEmpty()).isEqualTo(fast);
    }
  }

  @Test
  void kernelIsFastOnceThisJvmHasCompiledIt() {
    assertThat(VectorSpeed.isKernelFast()).isTrue();
  }
}
