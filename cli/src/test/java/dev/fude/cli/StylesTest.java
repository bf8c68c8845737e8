package dev.fude.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.model.style.PublishedStyle;
import dev.fude.model.style.Styles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StylesTest {
  @TempDir Path folder;

  @Test
  void theBuiltInStyleIsTakenUnasked() {
    assertThat(Styles.standard().orElseThrow().label()).isEqualTo("built-in style ink");
    assertThat(Styles.find("ink").label()).isEqualTo(Styles.standard().orElseThrow().label());
    assertThat(Styles.standardForFilms().orElseThrow().label())
        .isEqualTo("built-in style ink-light");
    assertThat(Styles.find("ink").read().metadata()).containsEntry("style", "ink");
  }

  @Test
  void theCommandListsWhatIsHereAndWhatIsPublished() {
    Run run = Run.of("styles").isDone();

    assertThat(run.out())
        .containsPattern("Built in.*\\R  ink +Apache-2.0\\R  ink-light +Apache-2.0\\R")
        .contains("  hayao  ", "  network  animeganv2", "  network  animeganv1")
        .containsPattern("convert  fude convert Hosoda_net_G_float.pth -o .*cartoongan_hosoda")
        .containsPattern("convert  fude convert rain-princess-9.param --range 0..255 -o .*rain_pri")
        .containsPattern("convert  fude convert .*generator_Hayao_weight -o .*hayao.safetensors");
    assertThat(run.err()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  void theCommandPrintsJson() {
    Map<String, Object> styles = JsonReading.object(Run.of("styles", "--json").isDone().out());

    assertThat((List<Map<String, Object>>) styles.get("built_in"))
        .hasSize(2)
        .allSatisfy(style -> assertThat(style).containsEntry("license", "Apache-2.0"))
        .extracting(style -> style.get("name"))
        .containsExactly("ink", "ink-light");
    assertThat((List<Map<String, Object>>) styles.get("published"))
        .hasSize(PublishedStyle.ALL.size())
        .allSatisfy(
            style ->
                assertThat(style).containsKeys("architecture", "address", "license", "convert"));
  }

  @Test
  void theLightStyleIsTakenByItsName() {
    assertThat(Styles.find("ink-light").label()).isEqualTo("built-in style ink-light");
    assertThat(Run.of("info", "ink-light").isDone().out())
        .contains("ink-light: 28 tensors", "license: Apache-2.0", "Loads as the graph");
  }

  @Test
  void infoTellsWhatTheBuiltInStyleHolds() {
    assertThat(Run.of("info", "ink").isDone().out())
        .contains(
            "ink: 77 tensors", "license: Apache-2.0", "Loads as animeganv2, resize asymmetric");
  }
}
