using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Harness.Conformance;
using Harness.Fixtures;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Conformance;

[TestFixture]
public sealed class CheckCommandTests
{
    private StringWriter _output = null!;
    private StringWriter _error = null!;

    [SetUp]
    public void Listen() => (_output, _error) = (new StringWriter(), new StringWriter());

    [Test]
    public async Task A_sound_service_ends_with_0_and_the_closing_line()
    {
        await using var stub = await new RedfishStub().WithSmallService().StartAsync();

        (await RunAsync(stub)).ShouldBe(CheckCommand.Conformant, _error.ToString());

        _output.ToString().ShouldEndWith($"\n11 resources, {CheckCatalogue.All.Count - 1} checks passed, 0 failed, 1 not judged{Environment.NewLine}");
        _error.ToString().ShouldContain("Read 1 resources");
    }

    [Test]
    public async Task A_broken_service_ends_with_1_and_its_findings_by_check()
    {
        await using var stub = await new RedfishStub().WithSmallService().StartAsync();
        stub["/redfish/v1/Systems/s1"]["UUID"] = "1234";
        stub["/redfish/v1/Chassis/c1"]["AssetTag"] = "A-1";

        (await RunAsync(stub)).ShouldBe(CheckCommand.Failed);

        var text = _output.ToString().ReplaceLineEndings("\n");
        text.ShouldStartWith("Error uuids: 1 of 2\n");
        text.ShouldContain("  - /redfish/v1/Systems/s1 /UUID\n      1234; expected: such as ");
        text.ShouldContain("\nNote deprecated: 1 of ");
        text.ShouldContain("there is no schema for SessionService.v1_2_0: ");
    }

    [Test]
    public async Task The_whole_report_goes_to_a_file_for_programs()
    {
        await using var stub = await new RedfishStub().WithSmallService().StartAsync();
        stub["/redfish/v1/Systems/s1"]["UUID"] = "1234";
        var file = Path.Combine(TinySchemas.Folder, $"{Guid.NewGuid():N}.report");

        await RunAsync(stub, "--json", file);

        var report = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        ((bool)report["conformant"]!).ShouldBeFalse();
        var uuids = report["checks"]!.AsArray().Single(c => (string?)c!["name"] == "uuids")!;
        ((int)uuids["failed"]!).ShouldBe(1);
        ((string)uuids["findings"]![0]!["pointer"]!).ShouldBe("/UUID");
    }

    [Test]
    public async Task A_password_may_come_from_a_file()
    {
        await using var stub = await new RedfishStub().WithSmallService().StartAsync();
        var file = Path.Combine(TinySchemas.Folder, $"{Guid.NewGuid():N}.password");
        await File.WriteAllTextAsync(file, RedfishStub.Password + "\n");

        (await HarnessCommands.RunAsync(["check", $"{stub.Address}", "--user", RedfishStub.User, "--password-file", file], _output, _error)).ShouldBe(CheckCommand.Conformant, _output.ToString());
    }

    [TestCase("check", "Required argument 'ADDRESS' missing")]
    [TestCase("check bmc.example", "bmc.example is no address; write it as https://HOST")]
    [TestCase("check http://127.0.0.1:1 --schemas /no/such/folder", "--schemas /no/such/folder: there is no such folder.")]
    [TestCase("check http://127.0.0.1:1 --ca /no/such.pem", "--ca /no/such.pem: there is no such file.")]
    [TestCase("check http://127.0.0.1:1 --limit LogEntry", "--limit LogEntry: write it as LogEntry=20.")]
    [TestCase("check http://127.0.0.1:1 --user admin", "--user needs either --password or --password-file.")]
    [TestCase("check http://127.0.0.1:1 --password x", "A password needs --user.")]
    [TestCase("check http://127.0.0.1:1 --colour red", "--colour")]
    public async Task A_wrong_command_line_ends_with_2_and_says_what(string line, string message)
    {
        (await HarnessCommands.RunAsync(line.Split(' '), _output, _error)).ShouldBe(CheckCommand.Usage);

        _error.ToString().ShouldContain(message);
    }

    [Test]
    public async Task A_folder_without_schemas_is_the_users_fault()
    {
        var folder = Directory.CreateTempSubdirectory("empty-").FullName;
        try
        {
            (await HarnessCommands.RunAsync(["check", "http://127.0.0.1:1", "--schemas", folder], _output, _error)).ShouldBe(CheckCommand.Usage);
        }
        finally
        {
            Directory.Delete(folder);
        }

        _error.ToString().ShouldContain("holds no ServiceRoot.v1_….json");
    }

    [Test]
    public async Task A_service_that_does_not_answer_ends_with_3()
    {
        (await HarnessCommands.RunAsync(["check", "http://127.0.0.1:1"], _output, _error)).ShouldBe(CheckCommand.Unreachable);

        _error.ToString().ShouldStartWith("http://127.0.0.1:1/ does not answer: ");
    }

    [Test]
    public async Task A_certificate_is_trusted_by_its_authority_or_when_asked_for()
    {
        using var certificate = SelfSigned();
        await using var stub = await new RedfishStub().WithSmallService().StartAsync(certificate);
        var file = Path.Combine(TinySchemas.Folder, $"{Guid.NewGuid():N}.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem());

        (await RunAsync(stub)).ShouldBe(CheckCommand.Unreachable);
        (await RunAsync(stub, "--insecure")).ShouldBe(CheckCommand.Conformant);
        (await RunAsync(stub, "--ca", file)).ShouldBe(CheckCommand.Conformant);

        _error.ToString().ShouldContain("Name its authority with --ca, or accept it with --insecure.");
    }

    [Test]
    public async Task Something_that_is_no_redfish_ends_with_3()
    {
        await using var stub = await new RedfishStub().StartAsync();

        (await HarnessCommands.RunAsync(["check", $"{stub.Address}"], _output, _error)).ShouldBe(CheckCommand.Unreachable);

        _error.ToString().ShouldContain("is no Redfish service root: 404");
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=stub", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }

    private Task<int> RunAsync(RedfishStub stub, params string[] more) => HarnessCommands.RunAsync(
        ["check", $"{stub.Address}", "--schemas", TinySchemas.Folder, "--user", RedfishStub.User, "--password", RedfishStub.Password, .. more], _output, _error);
}
