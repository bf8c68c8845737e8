package dev.fude.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.painter.Painter;
import dev.fude.server.Browserless;
import dev.fude.server.PacedBackend;
import dev.fude.server.Photos;
import dev.fude.server.PictureServer;
import dev.fude.server.ServerOptions;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;

/** The page in a browser, as people use it. */
@Tag("browser")
@Tag("one-jdk")
class BrowserTest {
  @TempDir static Path folder;
  private static PictureServer server;
  private static InetSocketAddress address;
  private static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Chromium.start(folder);
    Map<String, Painter> styles = new LinkedHashMap<>();
    styles.put("turned", PacedBackend.painter(6000)); // 500 x 400: somewhat more than a second
    styles.put("quick", PacedBackend.painter(1));
    server = new PictureServer(styles, patient(Duration.ofMinutes(10)));
    address = server.listen(Browserless.anyPort());
  }

  /** However busy the machine is that runs this. */
  private static ServerOptions patient(Duration longestWait) {
    ServerOptions.Photographs usual = ServerOptions.DEFAULTS.photographs();
    return new ServerOptions(
        new ServerOptions.Turns(1, longestWait, 4),
        new ServerOptions.Photographs(
            usual.mostBytes(), usual.mostPixels(), Duration.ofMinutes(10), usual.heldBytes()),
        new ServerOptions.Addresses(1000, 1000),
        Set.of(),
        "");
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() {
    browser.show(address);
  }

  private static List<WebElement> all(String selector) {
    return browser.driver().findElements(By.cssSelector(selector));
  }

  @Test
  void photographIsChosenPaintedComparedPaintedAgainAndShared() throws Exception {
    browser.isFitForAll("start");
    browser.choose("hill.png", Photos.landscape(500, 400));
    browser.until("outlook", "to paint");
    browser.find("paint").sendKeys(Keys.ENTER);
    browser.until("place", "Being painted");
    assertThat(focused()).isEqualTo("work");
    assertThat(browser.find("cancel").isDisplayed()).isTrue();
    assertThat(browser.words("status")).contains("Being painted");
    browser.untilShown("#result");

    assertThat(focused()).isEqualTo("result-title");
    assertThat(browser.find("download").getDomProperty("href")).contains("/picture");
    browser.script(
        "navigator.canShare = () => true;"
            + "navigator.share = async ({ files }) =>"
            + " (window.shared = files.map((file) => file.name + ' ' + (file.size > 99)).join());");
    all("#again-styles button").get(0).click();
    browser.until("result-title", "Your picture, in quick");
    assertThat(all("#gallery img")).hasSize(2);
    browser.click("share");
    browser.untilTrue("window.shared === 'fude-turned.png true,fude-quick.png true'");

    browser.driver().navigate().refresh();
    browser.untilShown("#before");
    assertThat(all("#gallery img")).hasSize(2);
    browser.untilTrue("before.naturalWidth === 500 && after.naturalWidth === 500");
    WebElement split = browser.find("split");
    split.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
    assertThat(split.getDomAttribute("aria-valuetext")).isEqualTo("48 % painting");
    browser.untilTrue("compare.style.getPropertyValue('--split') === '52%'");
    browser.isFitForAll("result");
  }

  private static String focused() {
    return browser.driver().switchTo().activeElement().getAttribute("id");
  }

  @Test
  void photographIsDroppedPastedOrTaken() throws Exception {
    browser.drop("drop", browser.write("dropped.png", Photos.landscape(60, 40)));
    browser.untilTrue("preview.alt === 'The photograph dropped.png'");
    browser.script(
        "const canvas = new OffscreenCanvas(50, 40); canvas.getContext('2d');"
            + "canvas.convertToBlob().then((blob) => {"
            + "  const clipboardData = new DataTransfer();"
            + "  clipboardData.items.add(new File([blob], 'pasted.png', { type: 'image/png' }));"
            + "  dispatchEvent(new ClipboardEvent('paste', { clipboardData }));"
            + "});");
    browser.untilTrue("preview.alt === 'The photograph pasted.png'");

    browser.click("take");
    browser.untilTrue("finder.videoWidth > 0");
    browser.click("shoot");
    browser.untilTrue("preview.alt === 'The photograph camera.jpg'");
    assertThat(browser.script("return finder.srcObject")).as("what the camera sees").isNull();
    browser.untilTrue("!paint.disabled");
    all(".chip").get(1).click();
    browser.click("paint");
    browser.until("result-title", "Your picture, in quick");
    browser.untilTrue("after.naturalWidth === preview.naturalWidth");
  }

  @Test
  void formWorksWithoutAScript() throws Exception {
    browser.allowScripts(false);
    try {
      browser.show(address);
      browser.choose("hill.png", Photos.landscape(300, 200));
      browser.click("paint");
      browser.untilShown(".plain a[download]");
      assertThat(browser.find("status").getText()).isEmpty();
      browser.choose("words.txt", "Just some words.".getBytes(StandardCharsets.UTF_8));
      browser.click("paint");
      browser.untilShown(".notice.problem");
    } finally {
      browser.allowScripts(true);
    }
  }

  @Test
  void aTicketSurvivesReloadAndASecondTabAndIsCancelled() throws Exception {
    Browserless other = Browserless.at(address);
    String before = other.join(Photos.flat(2400, 2000)); // half a minute
    browser.choose("hill.png", Photos.landscape(500, 400));
    browser.click("paint");
    browser.until("place", "Yours is next");
    browser.isFitForAll("waiting");

    browser.driver().navigate().refresh();
    browser.until("place", "Yours is next");
    String first = browser.driver().getWindowHandle();
    String ticket = browser.driver().getCurrentUrl();
    browser.driver().switchTo().newWindow(WindowType.TAB);
    browser.driver().get(ticket);
    browser.until("place", "Yours is next");

    browser.click("cancel");
    browser.until("status", "You cancelled it.");
    browser.driver().close();
    browser.driver().switchTo().window(first);
    browser.until("status", "You cancelled it.");
    other.send("DELETE", before, null);
  }

  @Test
  void whatIsNoPhotographOrTooLargeIsSaid() throws Exception {
    browser.choose("phone.heic", Photos.heic());
    browser.click("paint");
    browser.until("status", "The photograph is a HEIC picture");
    browser.choose("words.txt", "Just some words.".getBytes(StandardCharsets.UTF_8));
    browser.click("paint");
    browser.until("status", "is not a picture");
    browser.isFitForAll("refused");

    browser.script(
        "const chosen = new DataTransfer();"
            + "chosen.items.add(new File([new ArrayBuffer(30 << 20)], 'big.jpg'));"
            + "picture.files = chosen.files;"
            + "picture.dispatchEvent(new Event('change'));");
    browser.until("status", "big.jpg has 30.0 MB, and 20 MB are taken here at most");
    browser.script(
        "fetch('v1/pictures', { method: 'POST', body: new Blob([new ArrayBuffer(30 << 20)])"
            + " }).then((answer) => answer.json()).then((problem) => (document.title ="
            + " problem.detail), (e) => (document.title = e));");
    browser.untilTrue("document.title.startsWith('The photograph\\'s file is larger than 20 MB')");
  }

  @Test
  void refusedBeforeJoining_andToldThatTheServerIsGone() throws Exception {
    ServerOptions options = patient(Duration.ofSeconds(1));
    Map<String, Painter> styles = Map.of("turned", PacedBackend.painter(6000));
    PictureServer busy = new PictureServer(styles, options);
    try {
      InetSocketAddress there = busy.listen(Browserless.anyPort());
      Browserless other = Browserless.at(there);
      String before = other.join(Photos.flat(1500, 1000)); // nine seconds
      browser.show(there);
      browser.choose("hill.png", Photos.landscape(100, 100));
      browser.until("outlook", "You would wait");
      assertThat(browser.find("paint").isEnabled()).isFalse();
      assertThat(browser.words("outlook")).contains("come back in");
      assertThat(browser.words("status")).as("aloud").contains("come back in");

      other.send("DELETE", before, null);
      browser.until("outlook", "No wait");
      assertThat(browser.find("paint").isEnabled()).isTrue();
    } finally {
      busy.close();
    }
    browser.click("paint");
    browser.until("status", "The server cannot be reached.");
  }
}
