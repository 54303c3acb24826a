using System.Diagnostics;
using System.Text.Json.Nodes;
using Harness.Crashes;
using Harness.Labs;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Crashes;

/// <summary>
/// Several cores on one PostgreSQL, each a process of its own. <c>VALENCE_TEST_POSTGRES</c> is its connection string,
/// <c>VALENCE_TEST_POSTGRES_FOLDER</c> the folder that <c>ci/postgres</c> made it in.
/// </summary>
internal sealed class ReplicaTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    private readonly List<CoreProcess> cores = [];
    private CrashBench bench = null!;
    private string database = "";
    private string empty = "";

    [SetUp]
    public async Task StartAsync()
    {
        if (Environment.GetEnvironmentVariable("VALENCE_TEST_POSTGRES") is not { Length: > 0 } server)
        {
            Assert.Ignore("No PostgreSQL to run replicas on (VALENCE_TEST_POSTGRES).");
            return;
        }

        var pod = CrashPod.All.Single(one => one.Name == "rsd-2.4");
        bench = await CrashBench.StartAsync(pod, systems: 8);
        database = await CrashStore.NewDatabaseAsync(server);
        bench.Aim("none 0");
        await AddAsync();
        await AddAsync();
        (await cores[0].Client.SendAsync(HttpMethod.Post, "v1/pod_managers", bench.PodBody(pod))).IsSuccess.ShouldBeTrue();
        empty = await bench.HeldAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        cores.ForEach(core => core.Dispose());
        cores.Clear();
        if (bench is not null)
        {
            await bench.DisposeAsync();
        }
    }

    [Test]
    public async Task Any_replica_shows_what_another_one_is_asked_for()
    {
        var made = await ComposeAsync(cores[0], "web-1");

        (await cores[1].Client.SendAsync(HttpMethod.Get, $"v1/nodes/{(string)made.Body!["uuid"]!}")).Status.ShouldBe(200);
        (await ReleaseAllAsync(cores[1])).ShouldBe(1);
        (await cores[0].Client.SendAsync(HttpMethod.Get, "v1/nodes")).Body!.AsArray().Count.ShouldBe(0);
        (await bench.HeldAsync()).ShouldBe(empty);
    }

    [Test]
    public async Task What_a_killed_replica_had_goes_on_elsewhere()
    {
        var accepted = await Task.WhenAll(Enumerable.Range(1, 6).Select(number => AskAsync(cores[number % 2], $"web-{number}")));
        accepted.ShouldAllBe(reply => reply.Status == 202);

        cores[0].Kill();

        var watch = Stopwatch.StartNew();
        foreach (var reply in accepted)
        {
            var ended = await EndAsync(cores[1], reply);
            ((string)ended["state"]!).ShouldBe("succeeded", ended.ToJsonString());
        }

        TestContext.Out.WriteLine($"all went on within {watch.Elapsed.TotalSeconds:f1} s");
        (await ReleaseAllAsync(cores[1])).ShouldBe(6);
        (await bench.HeldAsync()).ShouldBe(empty);
        await AgreesAsync(cores[1]);
    }

    [Test]
    public async Task A_repeated_request_learns_elsewhere_what_became_of_the_first()
    {
        const string Key = "one-of-a-kind";
        var lost = cores[0].Client.SendAsync(HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = "web-1" }, ("Idempotency-Key", Key));
        LabReply again;
        do
        {
            again = await cores[1].Client.SendAsync(HttpMethod.Get, "v1/operations?state=running");
        }
        while (again.Body!.AsArray().Count == 0 && !lost.IsCompleted);
        cores[0].Kill();
        await Should.ThrowAsync<HttpRequestException>(lost);

        do
        {
            again = await cores[1].Client.SendAsync(HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = "web-1" }, ("Idempotency-Key", Key));
            again.Status.ShouldBe(409, again.ToString());
        }
        while (again.Headers.ContainsKey("Retry-After"));
        var operation = ((string?)again.Body!["operation_id"]).ShouldNotBeNull(again.ToString());

        ((string)(await EndAsync(cores[1], again with { Location = $"v1/operations/{operation}" }))["state"]!).ShouldBe("succeeded");
        (await ReleaseAllAsync(cores[1])).ShouldBe(1);
        (await bench.HeldAsync()).ShouldBe(empty);
    }

    [Test]
    public async Task Replicas_that_are_restarted_one_by_one_refuse_nothing_for_good()
    {
        using var end = new CancellationTokenSource();
        var clients = Enumerable.Range(1, 3).Select(number => CycleAsync($"client-{number}", end.Token)).ToList();
        for (var replica = 0; replica < 2; replica++)
        {
            await cores[replica].StopAsync();
            await AddAsync(replica);
        }

        await end.CancelAsync();
        var cycles = await Task.WhenAll(clients);

        cycles.Sum().ShouldBeGreaterThan(0);
        await ReleaseAllAsync(cores[0]);
        (await bench.HeldAsync()).ShouldBe(empty);
        await AgreesAsync(cores[0]);
    }

    [Test]
    public async Task Operations_wait_for_a_database_that_is_gone_for_a_while()
    {
        if (Environment.GetEnvironmentVariable("VALENCE_TEST_POSTGRES_FOLDER") is not { Length: > 0 } folder)
        {
            Assert.Ignore("Nobody says how the PostgreSQL is crashed (VALENCE_TEST_POSTGRES_FOLDER).");
            return;
        }

        var accepted = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => AskAsync(cores[number % 2], $"web-{number}")));
        accepted.ShouldAllBe(reply => reply.Status == 202);

        using (var crash = Process.Start(Path.Combine(Solution.Folder, "ci", "postgres"), ["crash", folder]))
        {
            await crash.WaitForExitAsync();
            crash.ExitCode.ShouldBe(0);
        }

        foreach (var reply in accepted)
        {
            var ended = await EndAsync(cores[0], reply);
            ((string)ended["state"]!).ShouldBe("succeeded", ended.ToJsonString());
        }

        (await ReleaseAllAsync(cores[1])).ShouldBe(4);
        (await bench.HeldAsync()).ShouldBe(empty);
    }

    private static Task<LabReply> ComposeAsync(CoreProcess core, string name) =>
        core.Client.SendAsync(HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = name });

    private static Task<LabReply> AskAsync(CoreProcess core, string name) =>
        core.Client.SendAsync(HttpMethod.Post, "v1/nodes", new JsonObject { ["name"] = name }, ("Prefer", "respond-async"));

    private static async Task AgreesAsync(CoreProcess core)
    {
        var seen = (await core.Client.SendAsync(HttpMethod.Get, "v1/discrepancies")).Body!;
        seen["discrepancies"]!.AsArray().Count.ShouldBe(0, seen.ToJsonString());
    }

    /// <summary>The operation when nobody works on it any more; a core that cannot answer just now is asked again.</summary>
    private static async Task<JsonNode> EndAsync(CoreProcess core, LabReply accepted)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Longest)
        {
            var seen = await core.Client.SendAsync(HttpMethod.Get, accepted.Location!);
            if (seen.IsSuccess && (string)seen.Body!["state"]! is not ("pending" or "running" or "reverting"))
            {
                return seen.Body;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException($"The operation is unfinished after {Longest}: {(await core.Client.SendAsync(HttpMethod.Get, accepted.Location!)).Text}");
    }

    private static async Task<int> ReleaseAllAsync(CoreProcess core)
    {
        var nodes = (await core.Client.SendAsync(HttpMethod.Get, "v1/nodes")).Body!.AsArray();
        foreach (var node in nodes)
        {
            var gone = await core.Client.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)node!["uuid"]!}");
            gone.Status.ShouldBe(200, gone.Text);
        }

        return nodes.Count;
    }

    /// <summary>Composes and releases until told to stop, at whichever core answers. What is refused has to be worth a second try, and what became of
    /// the first is looked up, as a careful client does.</summary>
    private async Task<int> CycleAsync(string name, CancellationToken end)
    {
        var cycles = 0;
        while (!end.IsCancellationRequested)
        {
            await ReleaseLeftAsync(name);
            var made = await TryAsync(core => ComposeAsync(core, name));
            if (made.IsSuccess)
            {
                var gone = await TryAsync(core => core.Client.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)made.Body!["uuid"]!}"));
                (gone.IsSuccess || gone.Status is 404 or 409 or 503).ShouldBeTrue(gone.ToString());
                cycles++;
            }
            else
            {
                made.Status.ShouldBe(503, made.ToString());
                var operation = ((string?)made.Body!["operation_id"]).ShouldNotBeNull("who asks again learns what became of the first request");
                await TryAsync(async core =>
                {
                    await EndAsync(core, made with { Location = $"v1/operations/{operation}" });
                    return made;
                });
            }
        }

        return cycles;
    }

    /// <summary>Nodes of a request whose answer was lost.</summary>
    private async Task ReleaseLeftAsync(string name)
    {
        var left = await TryAsync(core => core.Client.SendAsync(HttpMethod.Get, $"v1/nodes?name={name}"));
        foreach (var node in left.Body!.AsArray())
        {
            await TryAsync(core => core.Client.SendAsync(HttpMethod.Delete, $"v1/nodes/{(string)node!["uuid"]!}"));
        }
    }

    private async Task<LabReply> TryAsync(Func<CoreProcess, Task<LabReply>> ask)
    {
        var watch = Stopwatch.StartNew();
        for (var turn = 0; ; turn++)
        {
            try
            {
                return await ask(cores[turn % cores.Count]);
            }
            catch (HttpRequestException) when (watch.Elapsed < Longest)
            {
                // It is being restarted; the other one answers.
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
            catch (ObjectDisposedException) when (watch.Elapsed < Longest)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    private async Task AddAsync(int? place = null)
    {
        var core = await CoreProcess.StartAsync(bench, database, $"replica-{Guid.NewGuid():N}");
        if (place is { } index)
        {
            cores[index] = core;
        }
        else
        {
            cores.Add(core);
        }
    }
}
