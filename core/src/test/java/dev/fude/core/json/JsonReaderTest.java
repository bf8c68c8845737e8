package dev.fude.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static String string(String json) {
    JsonReader reader = new JsonReader(json, "its header");
    String string = reader.string();
    reader.end();
    return string;
  }

  private static Map<String, List<Long>> object(String json) {
    JsonReader reader = new JsonReader(json, "its header");
    Map<String, List<Long>> object = new LinkedHashMap<>();
    reader.object(
        name -> {
          List<Long> numbers = new ArrayList<>();
          reader.array(() -> numbers.add(reader.wholeNumber()));
          object.put(name, numbers);
        });
    reader.end();
    return object;
  }

  @Test
  void readsObjectsOfArrays() {
    assertThat(object("{}")).isEmpty();
    assertThat(object(" { \"b\" : [ 1 ,\t2 ] ,\r\n \"a\":[]}  "))
        .containsExactly(Map.entry("b", List.of(1L, 2L)), Map.entry("a", List.of()));
    assertThat(object("{\"a\":[0,9223372036854775807]}"))
        .containsEntry("a", List.of(0L, Long.MAX_VALUE));
  }

  @Test
  void readsEveryEscape() {
    assertThat(string("\"\"")).isEmpty();
    assertThat(string("\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\"")).isEqualTo("a\"b\\c/d\b\f\n\r\t");
    assertThat(string("\"\\u00e9\\u5BAE\\uD83C\\uDFA8\"")).isEqualTo("\u00e9\u5bae\ud83c\udfa8");
    assertThat(string("\"\u5bae\ud83c\udfa8\"")).isEqualTo("\u5bae\ud83c\udfa8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "\"a",
        "\"\\",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u\u0661\u0661\u0661\u0661\"",
        "\"a\nb\"",
        "\"\\ud83c\"",
        "\"\\udfa8\\ud83c\"",
        "'a'",
        "a",
        "\"a\" x",
        "\"a\"\n"
      })
  void refusesWhatIsNoString(String json) {
    assertThatThrownBy(() -> string(json)).isInstanceOf(MalformedJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-1",
        "-0",
        "01",
        "00",
        "1.0",
        "1e3",
        "1E3",
        "+1",
        "0x10",
        "9223372036854775808",
        "null",
        "99999999999999999999999",
        "\"1\"",
        "true",
        "[1]",
        "{}",
        "\u0661"
      })
  void refusesWhatIsNoWholeNumber(String number) {
    assertThatThrownBy(() -> object("{\"a\":[" + number + "," + number + "]}"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageMatching("its header is wrong at character \\d+, where .*");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":[1]",
        "{\"a\":[1}",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":[1 2]}",
        "{\"a\":[1],}",
        "{,}",
        "{a:[1]}",
        "{\"a\":[1]}}",
        "{\"a\":[1]} {}",
        "{\"a\":[1]/**/}"
      })
  void refusesBrokenStructure(String json) {
    assertThatThrownBy(() -> object(json)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void refusesANameThatComesTwiceHoweverItIsWritten() {
    assertThatThrownBy(() -> object("{\"a\":[1],\"\\u0061\":[2]}"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("the name \"a\" is in its header twice");
  }

  @Test
  void passesOverWhatNobodyAskedFor() {
    JsonReader reader =
        new JsonReader(
            "{\"a\": [null, true, false, -1.5e3, \"]\", {\"b\": {}}], \"c\": 7}", "its header");
    List<Long> numbers = new ArrayList<>();
    reader.object(
        name -> {
          if (name.equals("c")) {
            numbers.add(reader.wholeNumber());
          } else {
            reader.skip();
          }
        });
    reader.end();
    assertThat(numbers).containsExactly(7L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nul", "[1", "{\"a\"}", "?", "tru"})
  void whatIsPassedOverMustBeWellFormed(String json) {
    assertThatThrownBy(() -> new JsonReader(json, "its header").skip())
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("its header");
  }

  @Test
  void whatIsPassedOverMayNotBeEndlesslyDeep() {
    JsonReader reader = new JsonReader("[".repeat(1_000_000), "its header");
    assertThatThrownBy(reader::skip)
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("too deep");
  }

  @Test
  void nestingIsOnlyAsDeepAsTheCallerAsks() {
    String deep = "[".repeat(5_000_000);
    assertThatThrownBy(() -> object("{\"a\":" + deep + "}"))
        .isInstanceOf(MalformedJsonException.class)
        .hasMessageContaining("a whole number of at least 0 is expected");
  }
}
