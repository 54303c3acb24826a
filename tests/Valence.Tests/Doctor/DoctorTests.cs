using System.Text.Json.Nodes;
using NUnit.Framework;
using Shouldly;
using Valence.Tests.Peers;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Doctor;

/// <summary>The doctor beside a service that runs on a database file.</summary>
internal sealed class DoctorTests : ClientTests
{
    private readonly string all = Directory.CreateTempSubdirectory("valence-doctor-").FullName;

    protected override string? Database => Path.Combine(Folder, "valence.db");

    private string Folder => Path.Combine(all, TestContext.CurrentContext.Test.Name);

    /// <summary>The clock of a pod is in the answer to any request.</summary>
    [SetUp]
    public void AnswerAnything() => Pod.On("GET /", new StubReply(404));

    [OneTimeTearDown]
    public void DropFolders() => Directory.Delete(all, recursive: true);

    [Test]
    public async Task A_healthy_service_is_told_line_by_line()
    {
        await RegisterPodAsync();

        var seen = await ExamineAsync("--database", Database!, "--ironic", Ironic.Url, "--settings", Settings($$"""{"Url": "{{Url}}"}"""));

        seen.Code.ShouldBe(0, seen.ToString());
        seen.Out.ShouldContain("ok       settings: valid");
        seen.Out.ShouldContain($"ok       database: {Database} opens, schema");
        seen.Out.ShouldContain("ok       key folder: ");
        seen.Out.ShouldContain("disk space: ");
        seen.Out.ShouldContain($"ok       pod-a: answer: {Pod.Url} answers and takes the credentials");
        seen.Out.ShouldContain("warning  pod-a: certificate: ");
        seen.Out.ShouldContain("ok       pod-a: clock: ");
        seen.Out.ShouldContain("ok       ironic: answers, API version 1.");
        seen.Out.ShouldContain($"ok       port: the service answers at {Url} already");
    }

    [Test]
    public async Task All_that_is_wrong_with_the_settings_is_listed()
    {
        var file = Settings("""{"PollInterval": "-00:00:01", "Ironic": {"Url": "nowhere", "Username": "u"}}""");

        var seen = await ExamineAsync("--settings", file, "-o", "json");

        seen.Code.ShouldBe(1);
        var problems = seen.Json.AsArray().Where(finding => finding!["verdict"]!.ToString() == "problem").Select(finding => finding!["detail"]!.ToString()).ToList();
        problems.ShouldContain(detail => detail.Contains("PollInterval"));
        problems.ShouldContain(detail => detail.Contains("Ironic.Url"));
        problems.ShouldContain(detail => detail.Contains("Ironic.Username"));
        (await ExamineAsync("--settings", "/no/such/file")).Out.ShouldContain("problem  settings: there is no file");
        (await ExamineAsync("--settings", Settings("{"))).Code.ShouldBe(1);
    }

    [Test]
    public async Task A_first_start_is_no_problem_and_nothing_is_made()
    {
        var nowhere = Path.Combine(Folder, "new");

        var seen = await ExamineAsync("--database", Path.Combine(nowhere, "valence.db"), "--settings", Settings("""{"Url": "http://127.0.0.1:1"}"""));

        seen.Code.ShouldBe(0, seen.ToString());
        seen.Out.ShouldContain("the first start makes it");
        seen.Out.ShouldContain("http://127.0.0.1:1 is free");
        Directory.Exists(nowhere).ShouldBeFalse();
    }

    [Test]
    public async Task A_file_that_is_no_database_and_a_schema_from_the_future_are_problems()
    {
        var strange = Path.Combine(Folder, "strange.db");
        await File.WriteAllTextAsync(strange, new string('x', 5000));
        var future = Path.Combine(Folder, "future.db");
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={future};Pooling=false"))
        {
            await connection.OpenAsync();
            using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE schema_version (version BIGINT NOT NULL); INSERT INTO schema_version VALUES (999)";
            await command.ExecuteNonQueryAsync();
        }

        var first = await ExamineAsync("--database", strange);
        var second = await ExamineAsync("--database", future);

        first.Code.ShouldBe(1);
        first.Out.ShouldContain("cannot be read as a database");
        second.Out.ShouldContain("schema 999, newer than");
    }

    [Test]
    [Platform(Exclude = "Win")]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task Keys_that_others_can_read_or_that_are_gone_are_problems()
    {
        await RegisterPodAsync();
        var keys = Path.Combine(Folder, "valence-keys");
        File.SetUnixFileMode(keys, (UnixFileMode)0b111_101_101);

        var open = await ExamineAsync("--database", Database!);
        Directory.Move(keys, keys + "-away");
        var gone = await ExamineAsync("--database", Database!);
        Directory.CreateDirectory(keys);
        var wrong = await ExamineAsync("--database", Database!);

        open.Out.ShouldContain($"-> chmod 700 {keys}");
        gone.Out.ShouldContain("is missing, so credentials of pods");
        wrong.Out.ShouldContain("problem  pods: the stored credentials cannot be read");
        ((int[])[open.Code, gone.Code, wrong.Code]).ShouldBe([1, 1, 1]);
    }

    [Test]
    public async Task Certificates_are_judged_by_days_name_and_trust()
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var soon = await TlsPod.StartedAsync("127.0.0.1", now.AddDays(10).AddHours(1));
        await using var other = await TlsPod.StartedAsync("elsewhere.example", now.AddDays(300));
        await using var another = await TlsPod.StartedAsync("elsewhere.example", now.AddDays(300));
        await CreateAsync("unchecked", soon.Url, "false");
        await CreateAsync("pinned", other.Url, "sha256:" + other.Fingerprint);
        await CreateAsync("checked", another.Url, "true");

        var seen = await ExamineAsync("--database", Database!);

        seen.Out.ShouldContain("warning  unchecked: certificate: valid for 10 more days");
        seen.Out.ShouldContain("ok       unchecked: certificate: is for 127.0.0.1");
        seen.Out.ShouldContain($"--verify-ca sha256:{soon.Fingerprint}");
        seen.Out.ShouldContain("ok       pinned: answer: ");
        seen.Out.ShouldContain("ok       pinned: certificate: is not for 127.0.0.1, which the pin makes up for");
        seen.Out.ShouldContain("problem  checked: answer: ");
        seen.Out.ShouldContain("problem  checked: certificate: is not for 127.0.0.1");
        seen.Code.ShouldBe(1);
    }

    [Test]
    public async Task A_clock_that_differs_and_an_expired_certificate_are_told()
    {
        await using var pod = await TlsPod.StartedAsync("127.0.0.1", TimeProvider.System.GetUtcNow().AddDays(100));
        await CreateAsync("pod-t", pod.Url, "sha256:" + pod.Fingerprint);

        var seen = await RunAsync(new Typed("doctor", "--database", Database!) { Time = new ShiftedTime(TimeSpan.FromDays(200)) });

        seen.Out.ShouldContain("warning  pod-t: clock: 200 days behind this machine");
        seen.Out.ShouldContain("problem  pod-t: certificate: expired on");
    }

    [Test]
    public async Task An_ironic_and_a_pod_that_are_gone_are_problems()
    {
        await RegisterPodAsync();
        await Pod.DisposeAsync();

        var seen = await ExamineAsync("--database", Database!, "--ironic", "http://127.0.0.1:1", "--quiet");

        seen.Code.ShouldBe(1);
        seen.Out.ShouldContain("problem  pod-a: answer: ");
        seen.Out.ShouldContain("problem  ironic: Ironic cannot be reached");
        seen.Out.ShouldNotContain("ok  ");
    }

    [Test]
    public async Task A_running_service_is_asked_over_its_api()
    {
        await RegisterPodAsync();
        var well = await ExamineAsync("--url", Url);
        await Pod.DisposeAsync();
        await DoneAsync("pod", "set", "pod-a", "--description", "asks its health anew");

        var ill = await ExamineAsync("--url", Url);
        var nobody = await ExamineAsync("--url", "http://127.0.0.1:1", "-o", "json");

        well.Code.ShouldBe(0, well.ToString());
        well.Out.ShouldContain($"ok       service: answers at {Url}");
        ill.Code.ShouldBe(1);
        ill.Out.ShouldContain("is Offline: ");
        nobody.Code.ShouldBe(1);
        nobody.Json.ShouldBeOfType<JsonArray>().ShouldHaveSingleItem()!["verdict"]!.ToString().ShouldBe("problem");
    }

    [Test]
    public async Task A_port_that_another_program_has_is_a_problem()
    {
        var seen = await ExamineAsync("--database", Path.Combine(Folder, "none.db"), "--settings", Settings($$"""{"Url": "{{Ironic.Url}}"}"""));

        seen.Code.ShouldBe(1);
        seen.Out.ShouldContain($"problem  port: {Ironic.Url} is taken by another program");
    }

    [Test]
    public async Task Where_the_service_listens_is_judged_by_who_may_use_it()
    {
        var open = await ListeningAsync("http://0.0.0.0:1", "none");
        var clear = await ListeningAsync("http://0.0.0.0:1", "token");
        var encrypted = await ListeningAsync("https://0.0.0.0:1", "token");
        var local = await ListeningAsync("http://127.0.0.1:1", "none");

        open.Out.ShouldContain("problem  listening: http://0.0.0.0:1 can be reached from other machines and Access.Mode is 'none'");
        clear.Out.ShouldContain("warning  listening: http://0.0.0.0:1 can be reached from other machines and is plain http, so that tokens travel in clear");
        encrypted.Out.ShouldContain("ok       listening: https://0.0.0.0:1 with authentication 'token'");
        local.Out.ShouldContain("ok       listening: http://127.0.0.1:1 with authentication 'none'");
        ((int[])[open.Code, clear.Code, encrypted.Code, local.Code]).ShouldBe([1, 0, 0, 0]);
    }

    [Test]
    public async Task A_pod_that_may_not_be_spoken_to_is_a_problem_and_is_left_alone()
    {
        await RegisterPodAsync();
        var before = Pod.Seen.Count;

        var seen = await ExamineAsync("--database", Database!, "--settings", Settings("""{"Access": {"AllowedPodHosts": ["*.rack.example", "10.0.0.0/8"]}}"""));
        var asked = Pod.Seen.Count;
        var allowed = await ExamineAsync("--database", Database!, "--settings", Settings("""{"Access": {"AllowedPodHosts": ["127.0.0.0/8"]}}"""));

        seen.Code.ShouldBe(1);
        seen.Out.ShouldContain("problem  pod-a: address: the host '127.0.0.1' is not among the allowed ones (*.rack.example, 10.0.0.0/8)");
        seen.Out.ShouldNotContain("pod-a: answer");
        asked.ShouldBe(before);
        allowed.Out.ShouldContain($"ok       pod-a: address: {Pod.Url} is among the allowed hosts");
        allowed.Out.ShouldContain("ok       pod-a: answer: ");
    }

    private Task<Ran> ExamineAsync(params string[] args) => RunAsync(["doctor", .. args]);

    private Task<Ran> ListeningAsync(string url, string mode) => ExamineAsync(
        "--database", Path.Combine(Folder, "new.db"), "--settings",
        Settings($$$"""{"Url": "{{{url}}}", "Access": {"Mode": "{{{mode}}}", "Tokens": [{"Name": "ci", "Role": "reader", "Sha256": "{{{new string('a', 64)}}}"}]}}"""));

    private Task<Ran> CreateAsync(string name, string url, string verifyCa) => DoneAsync(
        "pod", "create", name, url, "--username", "admin", "--password", "s3cret", "--verify-ca", verifyCa);

    private string Settings(string valence)
    {
        var file = Path.Combine(Folder, "settings.json");
        File.WriteAllText(file, $$"""{"Valence": {{valence}}}""");
        return file;
    }
}
