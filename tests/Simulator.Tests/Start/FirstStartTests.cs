using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;
using Simulator.Faces;
using Simulator.Start;
using Simulator.Time;

namespace Simulator.Tests.Start;

public sealed class FirstStartTests
{
    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Path.Combine(Directory.CreateTempSubdirectory("simulator-start-").FullName, "data");

    [TearDown]
    public void RemoveFolder() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Test]
    public void The_password_is_made_once_and_kept()
    {
        var password = FirstStart.Password(_folder);

        password.Length.ShouldBe(24);
        password.ShouldAllBe(c => char.IsAsciiLetterOrDigit(c));
        FirstStart.Password(_folder).ShouldBe(password);
    }

    [Test]
    public void Two_folders_get_two_passwords() => FirstStart.Password(_folder).ShouldNotBe(FirstStart.Password(_folder + "2"));

    [Test]
    public void The_certificate_is_made_once_and_kept()
    {
        using var first = FirstStart.Certificate(_folder, TimeProvider.System);
        using var second = FirstStart.Certificate(_folder, TimeProvider.System);

        second.Thumbprint.ShouldBe(first.Thumbprint);
        second.HasPrivateKey.ShouldBeTrue();
        var names = first.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        names.EnumerateDnsNames().ShouldBe(["localhost"]);
        names.EnumerateIPAddresses().ShouldBe([IPAddress.Loopback, IPAddress.IPv6Loopback]);
    }

    [Test]
    public void A_certificate_that_has_expired_or_is_none_is_made_anew()
    {
        using var clock = new SimulatorClock(ClockSetting.Virtual);
        using var first = FirstStart.Certificate(_folder, clock);
        clock.AdvanceAsync(TimeSpan.FromDays(366)).Soon().GetAwaiter().GetResult();

        using var second = FirstStart.Certificate(_folder, clock);
        File.WriteAllText(Directory.GetFiles(_folder, "*.pfx").Single(), "scrambled");
        using var third = FirstStart.Certificate(_folder, clock);

        second.Thumbprint.ShouldNotBe(first.Thumbprint);
        third.Thumbprint.ShouldNotBe(second.Thumbprint);
    }

    [Test]
    [Platform(Exclude = "Win")]
    public void Secrets_are_readable_by_their_owner_alone()
    {
        FirstStart.Password(_folder);
        FirstStart.Certificate(_folder, TimeProvider.System).Dispose();

        Directory.GetFiles(_folder).Length.ShouldBe(3, "password, certificate with key, certificate for others to trust");
        Directory.GetFiles(_folder).Where(f => !IsOwnersAlone(f)).ShouldBeEmpty();

        static bool IsOwnersAlone(string file) =>
            OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Test]
    public async Task Redfish_is_served_over_tls_with_the_kept_certificate()
    {
        await using var simulator = await StartedSimulator.StartAsync(o => o with { Redfish = new Uri("https://127.0.0.1:0"), DataFolder = _folder });
        using var kept = FirstStart.Certificate(_folder, TimeProvider.System);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == kept.GetCertHashString(),
            },
        });

        simulator.App.RedfishAddress.Scheme.ShouldBe("https");
        (await http.GetStringAsync(new Uri(simulator.App.RedfishAddress, "/redfish")).Soon()).ShouldContain("/redfish/v1/");
    }

    [Test]
    public async Task Redfish_is_served_without_tls_beside_it_when_asked_for()
    {
        await using var simulator = await StartedSimulator.StartAsync(o => o with { PlainRedfish = new Uri("http://127.0.0.1:0") });

        simulator.App.PlainRedfishAddress.ShouldNotBeNull().Port.ShouldNotBe(simulator.App.RedfishAddress.Port);
    }

    [TestCase("redfish", "--redfish")]
    [TestCase("page", "--page")]
    public async Task A_port_that_is_taken_is_told_with_the_option_to_change_it(string face, string option)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = new Uri($"http://{other.LocalEndpoint}");
        var any = new Uri("http://127.0.0.1:0");
        var options = new SimulatorOptions
        {
            Redfish = face == "redfish" ? taken : any, Page = face == "page" ? taken : any, Ironic = any, Valence = any, Core = false, DataFolder = _folder,
        };
        await using var app = SimulatorApp.Create(options, "x", NullLoggerFactory.Instance);

        var refused = await Should.ThrowAsync<PortTakenException>(app.StartAsync(CancellationToken.None).Soon());

        refused.Message.ShouldContain($"Port {taken.Port} for {face}");
        refused.Message.ShouldContain(option);
    }

    [Test]
    public async Task A_second_simulator_on_the_port_of_the_first_is_told_so()
    {
        await using var first = await StartedSimulator.StartAsync();

        await Should.ThrowAsync<PortTakenException>(StartedSimulator.StartAsync(o => o with { Redfish = first.App.RedfishAddress }));
    }

    [Test]
    public async Task The_banner_says_where_everything_is()
    {
        await using var simulator = await StartedSimulator.StartAsync();

        var banner = Banner.Write(simulator.App, new SimulatorOptions { Seed = 42 }, "the-password");

        banner.ShouldContain($"{simulator.App.RedfishAddress}redfish/v1");
        banner.ShouldContain($"{simulator.App.PageAddress}");
        banner.ShouldContain("admin / the-password");
        banner.ShouldContain("2 racks, 16 systems, 29 pooled devices");
        banner.ShouldContain("Seed 42");
        Banner.Write(simulator.App, new SimulatorOptions { Authentication = false }, "the-password").ShouldNotContain("the-password");
    }
}
