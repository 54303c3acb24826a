using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Tests.Peers;

namespace ValenceCore.Tests.Telemetry;

/// <summary>Whoever looks for an id in the log finds every line that belongs to it.</summary>
internal sealed class LogScopeTests
{
    [Test]
    public async Task Lines_of_an_operation_carry_the_ids_they_belong_to()
    {
        using var log = new SeenLog();
        await using var pod = await StubPod.StartedAsync();
        await using var core = await CoreUnderTest.StartedAsync(
            services: services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        await core.RegisterPodAsync(pod);
        pod.ComposesNode();

        var made = await core.PostAsync("/v1/nodes", """{"name": "db-3"}""");

        var operation = (await core.GetAsync("/v1/operations")).List[0]!["id"]!.GetValue<string>();
        var sent = log.Lines.First(line => line.StartsWith("System.Net.Http", StringComparison.Ordinal) && line.Contains("Actions/Allocate"));
        sent.ShouldContain($"[RequestId, {made.Headers["X-OpenStack-Request-Id"]}]");
        sent.ShouldContain($"[OperationId, {operation}]");
        sent.ShouldContain($"[NodeId, {made.Text("uuid")}]");
        sent.ShouldContain("[PodName, pod-a]");
    }
}
