package dev.fude.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fude.server.http.Request;
import dev.fude.server.http.Response;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  private static Request from(String peer, String header, String value) throws Exception {
    Map<String, List<String>> headers = header == null ? Map.of() : Map.of(header, List.of(value));
    return new Request(
        "GET", "/", "", headers, InetAddress.getByName(peer), InputStream.nullInputStream());
  }

  private static String behindProxy(String header, String value) throws Exception {
    Addresses addresses = new Addresses(Set.of(InetAddress.getByName("10.0.0.1")));
    return addresses.of(from("10.0.0.1", header, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "forwarded | for=192.0.2.60;proto=http;by=203.0.113.43 | 192.0.2.60",
        "forwarded | for=1.2.3.4, For=\"192.0.2.60:4711\" | 192.0.2.60",
        "forwarded | for=unknown | 10.0.0.1",
        "forwarded | for=localhost | 10.0.0.1",
        "x-forwarded-for | 1.2.3.4, 192.0.2.60 | 192.0.2.60",
        "x-forwarded-for | 999.1.1.1 | 10.0.0.1",
        "x-forwarded-for | example.com | 10.0.0.1",
        "x-other | 192.0.2.60 | 10.0.0.1",
      })
  void proxyIsBelieved(String header, String value, String client) throws Exception {
    assertThat(behindProxy(header, value)).isEqualTo(client);
  }

  @Test
  void nobodyElseIs() throws Exception {
    Addresses addresses = new Addresses(Set.of(InetAddress.getByName("10.0.0.1")));

    assertThat(addresses.of(from("10.0.0.2", "forwarded", "for=192.0.2.60"))).isEqualTo("10.0.0.2");
  }

  @Test
  void aNetworkOfIpv6IsOneClient() throws Exception {
    String one = behindProxy("forwarded", "for=\"[2001:db8:1:2::17]:4711\"");

    assertThat(one).endsWith("/64");
    assertThat(behindProxy("x-forwarded-for", "2001:db8:1:2:ffff::1")).isEqualTo(one);
    assertThat(behindProxy("x-forwarded-for", "2001:db8:1:3::17")).isNotEqualTo(one);
  }

  @Test
  void aCookieIsAClientOfItsOwn_andOnlyOursIs() throws Exception {
    Clients clients = new Clients(new Addresses(Set.of()));
    Request stranger = from("10.0.0.2", null, null);
    String cookie =
        clients.known(stranger, Response.empty(200)).headers().get("Set-Cookie").split(";")[0];

    Request known = from("10.0.0.2", "cookie", "theme=dark; " + cookie);
    assertThat(clients.of(stranger)).isEqualTo("at 10.0.0.2");
    assertThat(clients.of(known)).startsWith("cookie ");
    assertThat(clients.known(known, Response.empty(200)).headers()).isEmpty();
    assertThat(clients.of(from("10.0.0.2", "cookie", cookie + "x"))).isEqualTo("at 10.0.0.2");
    assertThat(new Clients(new Addresses(Set.of())).of(known))
        .as("another process has another key")
        .isEqualTo("at 10.0.0.2");
  }

  @Test
  void bucketsDripAndAreBoundedInNumber() {
    long[] now = {0};
    TokenBuckets buckets = new TokenBuckets(2, 1000, () -> now[0]);

    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isZero();
    assertThat(buckets.take("a")).isEqualTo(1000);
    assertThat(buckets.take("b")).isZero();
    now[0] = 600;
    assertThat(buckets.take("a")).isEqualTo(400);
    assertThat(buckets.refused()).isEqualTo(2);
    now[0] = 1000;
    assertThat(buckets.take("a")).isZero();
    for (int i = 0; i < 20_000; i++) {
      buckets.take("other" + i);
    }
    assertThat(buckets.remembered()).isEqualTo(10_000);
  }
}
