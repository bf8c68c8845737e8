package dev.fude.backend.jcuda;

import dev.fude.core.backend.Precision;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All golden pictures on a real GPU. */
@Tag("gpu")
class OnDeviceGoldenPictureTest {
  @BeforeAll
  static void load() {
    OnDevice.require();
  }

  static List<String> pictures() {
    return List.of(
        "bry3_64x48_tf",
        "v3_37_320x200_tf",
        "v3_14_217x333_torch_align",
        "bry1_256x256_tf",
        "bry1_256x256_torch_align",
        "bry1_256x256_torch_half",
        "v3_48_512x512_tf");
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void strictPictureIsTheReference(String name) {
    GoldenPicture.of(name).assertMatches(Precision.FLOAT32);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void fp16PictureIsTheReferenceToTwoLevels(String name) {
    GoldenPicture.of(name).assertMatches(Precision.FLOAT16);
  }
}
