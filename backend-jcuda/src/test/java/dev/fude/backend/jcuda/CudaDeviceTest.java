package dev.fude.backend.jcuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fude.backend.jcuda.driver.NativeLibrary;
import dev.fude.core.backend.Availability;
import dev.fude.core.backend.BackendSelector;
import dev.fude.core.backend.BackendUnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of drivers and devices that can be used, and of those that cannot. */
class CudaDeviceTest {
  private static final String DEVICE = "fude.cuda.device";

  @BeforeEach
  void load() {
    StandIn.require();
  }

  @AfterEach
  void usual() {
    StandIn.version(0);
    StandIn.devices(1);
    StandIn.capability(0);
    StandIn.failAt(0);
    StandIn.refuseContext(0);
    System.clearProperty(DEVICE);
  }

  private static Availability found() {
    return CudaDevice.search(NativeLibrary.load().driver().orElseThrow()).availability();
  }

  private static void assertRefused(String... words) {
    assertThat(found().available()).isFalse();
    assertThat(found().detail()).contains(words).endsWith(".");
  }

  @Test
  void usableDeviceIsDescribed() {
    assertThat(found().available()).isTrue();
    assertThat(found().detail())
        .contains("stand-in on the processor", "compute capability 8.0", "CUDA 12.4");
  }

  @Test
  void oldDriverIsRefused() {
    StandIn.version(11030);
    assertRefused("too old", "CUDA 11.3", "11.4", "470");
  }

  @Test
  void driverWithoutDeviceIsRefused() {
    StandIn.devices(0);
    assertRefused("finds no GPU");
  }

  @Test
  void oldDeviceIsRefused() {
    StandIn.capability(52);
    assertRefused("too old", "5.2", "6.0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "-1", "99999999999", "first", ""})
  void deviceThatIsNotThereIsRefused(String number) {
    System.setProperty(DEVICE, number);
    assertRefused("no GPU " + number + ";", DEVICE, "from 0 to 0");
  }

  @Test
  void deviceIsTakenByItsNumber() {
    System.setProperty(DEVICE, "0");
    assertThat(found().available()).isTrue();
  }

  @Test
  void failingDriverIsQuoted() {
    StandIn.failAt(3);
    Availability refused = found();
    assertThat(refused.available()).isFalse();
    assertThat(refused.detail()).contains("CUDA driver", "999");
  }

  /** Exclusive mode, a context that is broken, a device without memory. */
  @ParameterizedTest
  @ValueSource(ints = {46, 201, 2})
  void deviceThatCannotBeOpenedIsRefusedUntilItCan(int code) {
    int handles = StandIn.handles();
    StandIn.refuseContext(code);
    Availability refused = new CudaBackend().availability();
    StandIn.refuseContext(0);

    assertThat(refused.verdict()).isEqualTo(Availability.Verdict.REFUSED);
    assertThat(refused.detail()).contains("(" + code + ")", "nvidia-smi").endsWith(".");
    assertThat(new CudaBackend().availability().ready()).isTrue();
    assertThat(StandIn.handles()).isEqualTo(handles);
  }

  @Test
  void autoGoesOnWithTheProcessorWhereTheDeviceCannotBeOpened() {
    StandIn.refuseContext(46);
    BackendSelector.Selection chosen = BackendSelector.installed().select(BackendSelector.AUTO);

    assertThat(chosen.backend().name()).isNotEqualTo("cuda");
    assertThat(chosen.refusals()).contains("cuda: The CUDA driver could not open the device");
    assertThatThrownBy(() -> BackendSelector.installed().select("cuda"))
        .isInstanceOf(BackendUnavailableException.class)
        .hasMessageContaining("(46)");
  }
}
