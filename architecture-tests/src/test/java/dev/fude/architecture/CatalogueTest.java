package dev.fude.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.fude.core.op.Op;
import dev.fude.testkit.OpCases;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The test kit's catalogue has cases of every op that core defines. */
@Tag("one-jdk")
class CatalogueTest {
  @Test
  void everyOpOfCoreHasCases() {
    Set<String> defined =
        new ClassFileImporter()
            .importPackages("dev.fude.core.op").stream()
                .filter(type -> type.isAssignableTo(Op.class))
                .filter(type -> !type.getModifiers().contains(ABSTRACT))
                .map(type -> type.getName())
                .collect(Collectors.toSet());
    Set<String> tested =
        OpCases.all().stream()
            .map(opCase -> opCase.op().getClass().getName())
            .collect(Collectors.toSet());

    assertThat(defined).hasSizeGreaterThan(10).isEqualTo(tested);
  }
}
