using System.CommandLine;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ValenceCore;

namespace Harness.Crashes;

/// <summary>
/// <c>crashing-core</c>: the core as a process of its own that kills itself (SIGKILL) at the point that a file names. Nothing of that is in the
/// core: the points are its activities, its writes to the database and its requests to the outside.
/// </summary>
public static class CrashingCore
{
    /// <summary>What it prints when it listens, before its address.</summary>
    public const string Greeting = "listening ";

    public static Command Build()
    {
        var database = new Option<string>("--database") { Required = true };
        var keys = new Option<string>("--keys") { Required = true };
        var ironic = new Option<string>("--ironic") { Required = true };
        var points = new Option<string>("--points") { Required = true, Description = "Folder with the file that names the point, and where points are noted." };
        var drivers = new Option<string?>("--drivers");
        var replica = new Option<string>("--replica") { Required = true };
        var command = new Command("crashing-core", "A core that kills itself at a given point; for crash-points.")
        {
            database, keys, ironic, points, drivers, replica,
        };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => RunAsync(
            options =>
            {
                options.Database = parsed.GetRequiredValue(database);
                options.KeyDirectory = parsed.GetRequiredValue(keys);
                options.Ironic.Url = parsed.GetRequiredValue(ironic);
                options.DriversFolder = parsed.GetValue(drivers);
                options.Replica = parsed.GetRequiredValue(replica);
            },
            parsed.GetRequiredValue(points), parsed.InvocationConfiguration.Output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Action<ValenceCoreOptions> configure, string folder, TextWriter output, CancellationToken cancellation)
    {
        using var points = new CrashPoints(folder);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, 0));
        builder.Services.ConfigureHttpClientDefaults(client => client.AddHttpMessageHandler(() => new CrashingRequests(points)));
        builder.Services.AddValenceCore(options =>
        {
            configure(options);
            options.PollInterval = TimeSpan.Zero;
            options.OperationTimeouts.AssemblePoll = TimeSpan.FromMilliseconds(100);
            options.OperationTimeouts.Settle = TimeSpan.FromMilliseconds(300);
            options.Ironic.PollInterval = TimeSpan.FromMilliseconds(100);
            options.ReplicaCheckIn = TimeSpan.FromSeconds(1);
            options.Deadlines.Revert = TimeSpan.FromSeconds(10);
        });
        await using var app = builder.Build();
        app.MapValence();
        await app.StartAsync(cancellation);
        await output.WriteLineAsync(Greeting + app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        await ((IHost)app).WaitForShutdownAsync(cancellation);
        return 0;
    }
}
