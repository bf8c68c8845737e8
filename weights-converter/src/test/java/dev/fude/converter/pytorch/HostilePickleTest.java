package dev.fude.converter.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.converter.files.Hostility;
import dev.fude.converter.files.Mutations;
import dev.fude.converter.files.PickleWriter;
import dev.fude.converter.files.TinyNetwork;
import dev.fude.converter.files.TorchCheckpoint;
import dev.fude.converter.files.TorchFile;
import dev.fude.converter.neutral.MalformedSourceException;
import dev.fude.converter.neutral.NeutralModel;
import dev.fude.converter.pass.Passes;
import dev.fude.core.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged pickles are converted rightly or refused, soon and in little memory. Apart from the
 * archive, whose checksums would hide them.
 */
@Tag("one-jdk")
class HostilePickleTest {
  private static final long SEED = 20_266;
  private static final int MUTATIONS_OF_EACH = 10_000;

  private final Map<String, Tensor> tensors = TinyNetwork.randomTensors(TinyNetwork.TINY, SEED);
  private final List<ByteBuffer> storages =
      tensors.values().stream()
          .map(tensor -> ByteBuffer.wrap(TorchFile.encoded("FloatStorage", tensor.data())))
          .toList();

  private ByteBuffer load(TorchStorage storage) {
    if (!storage.key().matches("[0-7]")) {
      throw new MalformedSourceException("no such storage");
    }
    return storages.get(Integer.parseInt(storage.key()));
  }

  private boolean isAccepted(String what, byte[] pickle) {
    return Hostility.isAccepted(
        what,
        () -> {
          PickleInput input = new PickleInput(ByteBuffer.wrap(pickle));
          TorchGlobals globals = new TorchGlobals();
          Object pickled = new Unpickler(input, globals).read();
          NeutralModel model =
              StateDictionary.in(pickled, globals.foreign()).model(this::load, List.of());
          Passes.apply(Passes.chosen(model, TinyNetwork.TINY, Optional.empty()), TinyNetwork.TINY);
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void cutOffAnywhere(int protocol) {
    byte[] whole = TorchFile.of(tensors).protocol(protocol).pickle();
    assertThat(isAccepted("whole", whole)).isTrue();
    for (int length = 0; length < whole.length; length++) {
      String what = "protocol " + protocol + " cut to " + length;
      assertThat(isAccepted(what, Arrays.copyOf(whole, length))).as(what).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void mutated(int protocol) {
    byte[] whole = TorchFile.of(tensors).protocol(protocol).nestedIn("model").pickle();
    Mutations.requireRefusals(
        1_000, "protocol %d".formatted(protocol), whole, SEED, MUTATIONS_OF_EACH, this::isAccepted);
  }

  @Test
  void mutatedAmongForeignObjects() {
    byte[] whole = new TorchCheckpoint().foreign().dictionary("G", tensors).pickle();
    assertThat(isAccepted("whole", whole)).isTrue();
    Mutations.requireRefusals(
        1_000, "foreign objects", whole, SEED, MUTATIONS_OF_EACH, this::isAccepted);
  }

  @Test
  void nestedAsDeepAsAllowed() {
    byte[] tuples = new byte[400_000];
    Arrays.fill(tuples, (byte) 0x85);
    tuples[0] = ')';
    tuples[tuples.length - 1] = '.';
    assertThat(isAccepted("tuples in tuples", tuples)).isFalse();
    PickleWriter objects = new PickleWriter(2).global("m", "C").op('q').op(0).op(')');
    for (int i = 0; i < 80_000; i++) {
      objects.op(0x85).op('q').op(1).op('0').op('h').op(0).op('h').op(1).op('R');
    }
    assertThat(isAccepted("objects in objects", objects.stop())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(chars = {'}', ']', ')', 'N', '('})
  void asManyContainersAsAllowed(char opcode) {
    byte[] pickle = new byte[499_999];
    Arrays.fill(pickle, (byte) opcode);
    assertThat(isAccepted("half a million of " + opcode, pickle)).isFalse();
  }

  /**
   * A dictionary of 100,000 references to one with 100,000 values: 10 billion if each is walked.
   */
  @Test
  void dictionariesThatShareTheirValues() {
    PickleWriter pickle = new PickleWriter(2).op('}').op('q').op(0).op('(');
    for (int i = 0; i < 100_000; i++) {
      pickle.integer(i).op('N');
    }
    pickle.op('u').op('0').op('}').op('(');
    for (int i = 0; i < 100_000; i++) {
      pickle.integer(i).op('h').op(0);
    }
    assertThat(isAccepted("shared values", pickle.op('u').stop())).isFalse();
  }
}
