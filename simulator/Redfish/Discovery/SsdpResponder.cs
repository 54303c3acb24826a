using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Simulator.Redfish;

/// <summary>
/// Answers SSDP searches that arrive on one interface, sent to it or to the group of SSDP. Whoever searches waits a while for answers
/// and may get many; one service answers at once.
/// </summary>
/// <param name="where">Address of the interface, and the port; 0 takes any free one.</param>
public sealed partial class SsdpResponder(IPEndPoint where, ILogger logger) : IDisposable
{
    private const int LongestSearch = 2_048;

    private static readonly IPAddress Group = IPAddress.Parse("239.255.255.250");

    private readonly Lock _lock = new();
    private SsdpSearch? _search;
    private Socket? _socket;

    public bool IsOn => Volatile.Read(ref _socket) is not null;

    public int Port { get; private set; } = where.Port;

    /// <exception cref="IOException">The interface is not there, or its port is taken.</exception>
    public void Start(Guid uuid, Uri service)
    {
        _search = new SsdpSearch(uuid, service);
        Turn(on: true);
    }

    public void Turn(bool on)
    {
        lock (_lock)
        {
            if (on == IsOn)
            {
                return;
            }

            var before = _socket;
            Volatile.Write(ref _socket, on ? Open() : null);
            before?.Dispose();
        }
    }

    public void Dispose() => Turn(on: false);

    private Socket Open()
    {
        var number = InterfaceNumber();
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            // Several programs of one machine may listen for searches.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.PacketInformation, optionValue: true);
            socket.Bind(new IPEndPoint(IPAddress.Any, Port));
            socket.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(Group, where.Address));
            Port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"SSDP cannot listen on {where}: {e.Message}. Choose another address or port with --ssdp.", e);
        }

        _ = ListenAsync(socket, number);
        return socket;
    }

    private int InterfaceNumber() => NetworkInterface.GetAllNetworkInterfaces()
        .FirstOrDefault(i => i.GetIPProperties().UnicastAddresses.Any(a => a.Address.Equals(where.Address)))?.GetIPProperties().GetIPv4Properties().Index
        ?? throw new IOException($"No interface of this machine has the address {where.Address}. Choose another with --ssdp.");

    private async Task ListenAsync(Socket socket, int number)
    {
        var buffer = new byte[LongestSearch];
        while (true)
        {
            try
            {
                var received = await socket.ReceiveMessageFromAsync(buffer, SocketFlags.None, new IPEndPoint(IPAddress.Any, 0));

                // The socket hears every interface of the machine; only one is to be served.
                if (received.PacketInformation.Interface != number || received.SocketFlags.HasFlag(SocketFlags.Truncated))
                {
                    continue;
                }

                foreach (var answer in _search!.Answers(buffer.AsSpan(0, received.ReceivedBytes)))
                {
                    await socket.SendToAsync(answer, SocketFlags.None, received.RemoteEndPoint);
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted })
            {
                return;
            }
            catch (SocketException e)
            {
                // Of one peer that cannot be reached; the next one can.
                Log.NotAnswered(logger, e);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "An SSDP search was not answered")]
        public static partial void NotAnswered(ILogger logger, Exception reason);
    }
}
