using System.Net;
using System.Net.Sockets;
using Harness.Labs;
using NUnit.Framework;
using Shouldly;

namespace Harness.Tests.Labs;

/// <summary>What a link does to the bytes that it should carry.</summary>
internal sealed class PodLinkTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private TcpListener far = null!;
    private PodLink link = null!;

    [SetUp]
    public void Begin()
    {
        far = new TcpListener(IPAddress.Loopback, 0);
        far.Start();
        link = new PodLink(AddressOf(far));
    }

    [TearDown]
    public async Task EndAsync()
    {
        await link.DisposeAsync();
        far.Dispose();
    }

    [Test]
    public async Task It_carries_bytes_both_ways()
    {
        using var near = await ConnectAsync();
        using var pod = await far.AcceptSocketAsync().WaitAsync(Deadline);

        await near.SendAsync("ask"u8.ToArray());
        (await ReadAsync(pod)).ShouldBe("ask");
        await pod.SendAsync("answer"u8.ToArray());

        (await ReadAsync(near)).ShouldBe("answer");
    }

    [Test]
    public async Task Cut_it_breaks_what_is_open_and_what_comes()
    {
        using var near = await ConnectAsync();
        using var pod = await far.AcceptSocketAsync().WaitAsync(Deadline);

        link.Cut();

        await IsBrokenAsync(() => ReadAsync(near));
        await IsBrokenAsync(async () =>
        {
            using var later = await ConnectAsync();
            return await ReadAsync(later);
        });
        far.Pending().ShouldBeFalse("nobody behind the link has heard of it");
    }

    [Test]
    public async Task Hushed_it_keeps_connections_and_brings_what_it_held_when_it_is_restored()
    {
        using var near = await ConnectAsync();
        using var pod = await far.AcceptSocketAsync().WaitAsync(Deadline);
        link.Hush();

        await near.SendAsync("ask"u8.ToArray());
        var heard = ReadAsync(pod);
        using var other = await ConnectAsync();
        using var otherPod = await far.AcceptSocketAsync().WaitAsync(Deadline);
        heard.IsCompleted.ShouldBeFalse("another connection was made meanwhile, and this one has brought nothing");
        link.Restore();

        (await heard).ShouldBe("ask");
    }

    [Test]
    public async Task Led_elsewhere_it_breaks_what_is_open_and_connects_there()
    {
        using var elsewhere = new TcpListener(IPAddress.Loopback, 0);
        elsewhere.Start();
        using var near = await ConnectAsync();
        using var pod = await far.AcceptSocketAsync().WaitAsync(Deadline);

        link.LeadTo(AddressOf(elsewhere));

        await IsBrokenAsync(() => ReadAsync(near));
        using var later = await ConnectAsync();
        using var found = await elsewhere.AcceptSocketAsync().WaitAsync(Deadline);
        found.Connected.ShouldBeTrue();
    }

    private static Uri AddressOf(TcpListener listener) => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(link.Address.Host, link.Address.Port).WaitAsync(Deadline);
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        var buffer = new byte[100];
        var count = await socket.ReceiveAsync(buffer).WaitAsync(Deadline);
        return System.Text.Encoding.ASCII.GetString(buffer, 0, count);
    }

    /// <summary>A reset is seen while connecting, as an error of reading, or as the end.</summary>
    private static async Task IsBrokenAsync(Func<Task<string>> read)
    {
        try
        {
            (await read()).ShouldBeEmpty();
        }
        catch (SocketException exception)
        {
            exception.SocketErrorCode.ShouldBeOneOf(SocketError.ConnectionReset, SocketError.NotConnected);
        }
    }
}
