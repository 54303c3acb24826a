using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ValenceCore.Secrets;

/// <summary>Keys that die with the process, as the in-memory database does.</summary>
internal sealed class KeysInMemory : IXmlRepository
{
    private readonly List<XElement> keys = [];

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        lock (keys)
        {
            return [.. keys];
        }
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        lock (keys)
        {
            keys.Add(element);
        }
    }
}
