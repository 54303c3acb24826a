using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Harness.Labs;

/// <summary>The network in front of one pod. It carries bytes until it is told to break every connection, or to carry nothing and say nothing.</summary>
public sealed class PodLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = new();
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private volatile Uri _target;
    private volatile bool _isCut;
    private volatile TaskCompletionSource _flow = Flowing();

    public PodLink(Uri target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What the core is told; stays the same whatever is behind it.</summary>
    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");

    /// <summary>Every connection breaks, now and when it is made.</summary>
    public void Cut()
    {
        _isCut = true;
        Break();
    }

    /// <summary>Connections are taken and stay open, and nothing comes through.</summary>
    public void Hush() => _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held comes through, late.</summary>
    public void Restore()
    {
        _isCut = false;
        Interlocked.Exchange(ref _flow, Flowing()).TrySetResult();
    }

    /// <summary>New connections lead elsewhere; those that there are break.</summary>
    public void LeadTo(Uri target)
    {
        _target = target;
        Break();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Stop();
        Break();
        _end.Dispose();
    }

    private static TaskCompletionSource Flowing()
    {
        var flow = new TaskCompletionSource();
        flow.SetResult();
        return flow;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptSocketAsync(_end.Token);
                _ = CarryAsync(near);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The scenario is over.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        (_open[near], _open[far]) = (true, true);
        try
        {
            if (!_isCut)
            {
                await far.ConnectAsync(_target.Host, _target.Port, _end.Token);
                await Task.WhenAny(PumpAsync(near, far), PumpAsync(far, near));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Nobody is there behind the link; the near side learns it as a broken connection.
        }

        Reset(near);
        Reset(far);
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (var count = 1; count > 0;)
            {
                count = await from.ReceiveAsync(buffer, _end.Token);
                await _flow.Task.WaitAsync(_end.Token);
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
                }
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side is gone, and so the other one will be.
        }
    }

    private void Break()
    {
        foreach (var socket in _open.Keys)
        {
            Reset(socket);
        }
    }

    private void Reset(Socket socket)
    {
        if (_open.TryRemove(socket, out _))
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Dispose();
        }
    }
}
