using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using Valence.Client;
using ValenceCore;
using ValenceCore.Tests.Peers;

namespace Valence.Tests.Peers;

/// <summary>Commands against the real core, which stands between a pod and an Ironic, both stubs.</summary>
internal abstract class ClientTests
{
    private WebApplication core = null!;

    protected StubPod Pod { get; private set; } = null!;

    protected StubIronic Ironic { get; private set; } = null!;

    protected string Url => core.Urls.First();

    /// <summary>A file for the core's rows; null keeps them in memory.</summary>
    protected virtual string? Database => null;

    [SetUp]
    public async Task StartServiceAsync()
    {
        Pod = await StubPod.StartedAsync();
        Ironic = await StubIronic.StartedAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(new JumpingTime());
        builder.Services.AddValenceCore(options =>
        {
            options.Database = Database ?? $"Data Source=client-{Guid.NewGuid():N};Mode=Memory;Cache=Shared";
            options.PollInterval = TimeSpan.Zero;
            options.Audit.PruneInterval = TimeSpan.Zero;
            options.Ironic.Url = Ironic.Url;
        });
        core = builder.Build();
        core.MapValence();
        await core.StartAsync();
    }

    [TearDown]
    public async Task StopServiceAsync()
    {
        await core.DisposeAsync();
        await Ironic.DisposeAsync();
        await Pod.DisposeAsync();
        Pod.Unannounced.ShouldBeEmpty("the pod was asked for what nobody announced");
    }

    /// <summary>Runs a command against the service.</summary>
    protected Task<Ran> RunAsync(params string[] args) => RunAsync(new Typed(args));

    protected async Task<Ran> RunAsync(Typed typed, CancellationToken cancellation = default)
    {
        var (output, errors) = (typed.Out ?? new StringWriter(), new StringWriter());
        var variables = new Dictionary<string, string> { ["VALENCE_URL"] = Url };
        foreach (var (name, value) in typed.Variables)
        {
            variables[name] = value;
        }

        var code = await CommandLine.RunAsync(
            typed.Args,
            new Terminal
            {
                In = new StringReader(typed.Input),
                Out = output,
                Error = TextWriter.Synchronized(errors),
                IsErrorSeen = typed.IsSeen,
                Variable = name => variables.GetValueOrDefault(name),
                Time = typed.Time,
                AskSecret = typed.Answer is { } answer ? _ => answer : null,
            },
            cancellation);
        return new Ran(code, output.ToString(), errors.ToString());
    }

    /// <summary>Runs a command that must end well.</summary>
    protected async Task<Ran> DoneAsync(params string[] args)
    {
        var ran = await RunAsync(args);
        ran.Code.ShouldBe(0, ran.ToString());
        return ran;
    }

    protected Task<Ran> RegisterPodAsync(string name = "pod-a") => DoneAsync(
        "pod", "create", name, Pod.Url, "--username", "admin", "--password", "s3cret");

    /// <summary>Composes node 7 and answers its uuid.</summary>
    protected async Task<string> ComposeAsync(string name = "db-3")
    {
        Pod.ComposesNode();
        return (await DoneAsync("node", "compose", name, "--quiet")).Out.Trim();
    }
}

/// <summary>What is typed, and where.</summary>
internal sealed record Typed(params string[] Args)
{
    public string Input { get; init; } = "";

    /// <summary>What a person answers when asked for a secret; null where nobody sits.</summary>
    public string? Answer { get; init; }

    public bool IsSeen { get; init; }

    public StringWriter? Out { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
