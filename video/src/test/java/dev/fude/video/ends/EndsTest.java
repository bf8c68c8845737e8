package dev.fude.video.ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fude.core.file.OutputFileException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EndsTest {
  @Test
  void aNameThatNobodyWritesIsToldWhichAreWritten() {
    OutputFileException refusal =
        catchThrowableOfType(OutputFileException.class, () -> Ends.writing("film.foo"));

    assertThat(refusal).hasMessageStartingWith("\"film.foo\" is no film that can be written; ");
    String cure = refusal.getMessage().substring(refusal.getMessage().indexOf(';'));
    List<String> endings =
        Pattern.compile("\\.[a-z0-9]+|/").matcher(cure).results().map(MatchResult::group).toList();
    assertThat(endings).hasSize(9).contains(".mp4", ".gif", ".y4m", "/");
    assertThat(endings).allSatisfy(ending -> Ends.writing("film" + ending));
  }
}
