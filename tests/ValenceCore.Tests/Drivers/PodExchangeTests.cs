using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;
using Shouldly;

namespace ValenceCore.Tests.Drivers;

/// <summary>What goes wrong on the wire is told by what it means for the request.</summary>
internal sealed class PodExchangeTests
{
    [TestCase(HttpRequestError.ConnectionError, DriverFault.Unreachable)]
    [TestCase(HttpRequestError.NameResolutionError, DriverFault.Unreachable)]
    [TestCase(HttpRequestError.ResponseEnded, DriverFault.Silent)]
    public async Task A_request_that_did_not_arrive_is_told_from_one_that_may_have(HttpRequestError error, DriverFault fault) =>
        (await FaultOfAsync(new HttpRequestException(error))).ShouldBe(fault);

    [Test]
    public async Task A_connection_that_is_reset_as_it_is_made_brought_no_request() =>
        (await FaultOfAsync(new SocketException((int)SocketError.NotConnected))).ShouldBe(DriverFault.Unreachable);

    private static async Task<DriverFault> FaultOfAsync(Exception thrown)
    {
        var host = new DriverHost
        {
            CreateClient = () => new HttpClient(new Failing(thrown)),
            Time = TimeProvider.System,
            Loggers = NullLoggerFactory.Instance,
            Timeouts = new DriverTimeouts(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)),
        };
        var pod = new PodTarget("1", "pod-a", new Uri("http://pod.invalid"), new PodCredentials("u", "p"));

        var told = await Should.ThrowAsync<DriverException>(() => host.ExchangeAsync(
            pod, "read", TimeSpan.FromMinutes(1), (client, token) => client.GetAsync(pod.Url, token), CancellationToken.None));

        told.Failure.Detail.ShouldContain("'pod-a'");
        return told.Kind;
    }

    private sealed class Failing(Exception thrown) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw thrown;
    }
}
