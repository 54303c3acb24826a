using System.Net;
using NUnit.Framework;
using Shouldly;
using ValenceCore.Drivers;

namespace ValenceCore.Tests.Drivers;

internal sealed class PodGateTests
{
    [Test]
    public async Task No_more_requests_are_under_way_to_a_pod_than_it_can_take()
    {
        using var gate = new PodGate(new PodLimitOptions { ConcurrentRequests = 3, RequestsPerSecond = 1000 });
        using var pod = new SlowPod();

        // Clients of their own, as every request of a driver has one.
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var client = gate.ClientOver(pod);
            using var answer = await client.GetAsync(new Uri("http://pod.example/redfish/v1/"));
        }));

        pod.Answered.ShouldBe(20);
        pod.MostAtOnce.ShouldBe(3);
    }

    [Test]
    public async Task Who_gives_up_while_waiting_takes_no_place()
    {
        using var gate = new PodGate(new PodLimitOptions { ConcurrentRequests = 1, RequestsPerSecond = 1000 });
        using var pod = new SlowPod();
        using var client = gate.ClientOver(pod);
        using var gone = new CancellationTokenSource();
        var first = client.GetAsync(new Uri("http://pod.example/1"));
        var second = client.GetAsync(new Uri("http://pod.example/2"), gone.Token);

        await gone.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(second);
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(new Uri("http://pod.example/3"))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Test]
    public async Task What_is_under_way_when_the_gate_is_taken_down_passes_freely()
    {
        var gate = new PodGate(new PodLimitOptions { ConcurrentRequests = 1, RequestsPerSecond = 1000 });
        using var pod = new SlowPod();
        using var client = gate.ClientOver(pod);
        var underWay = Enumerable.Range(1, 3).Select(number => client.GetAsync(new Uri($"http://pod.example/{number}"))).ToList();

        gate.Dispose();

        await Task.WhenAll(underWay);
        (await client.GetAsync(new Uri("http://pod.example/4"))).StatusCode.ShouldBe(HttpStatusCode.OK);
        pod.Answered.ShouldBe(4);
    }

    private sealed class SlowPod : HttpMessageHandler
    {
        private int now;
        private int most;
        private int answered;

        public int MostAtOnce => most;

        public int Answered => answered;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var underWay = Interlocked.Increment(ref now);
            int seen;
            while (underWay > (seen = Volatile.Read(ref most)))
            {
                Interlocked.CompareExchange(ref most, underWay, seen);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
            Interlocked.Decrement(ref now);
            Interlocked.Increment(ref answered);
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
    }
}
