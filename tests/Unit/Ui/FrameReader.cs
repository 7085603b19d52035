using System.Text;

namespace SpecimenLogistics.Unit.Ui;

/// <summary>Reads vehicle frames as vehicle-frames.js does.</summary>
sealed class FrameReader
{
    readonly byte[] bytes;
    int at = 3 + 8 + 4;

    public FrameReader(byte[] frame)
    {
        bytes = frame;
        for (var i = 0; i < 4; i++) Varint(); // age, quiet, under way, sequence
    }

    public List<(string Id, byte Status, int Lon, int Lat)> Full()
    {
        var vehicles = new List<(string, byte, int, int)>();
        for (var n = Varint(); n > 0; n--)
        {
            var length = (int)Varint();
            var id = Encoding.ASCII.GetString(bytes, at, length);
            at += length;
            vehicles.Add((id, bytes[at++], Signed(), Signed()));
        }
        return vehicles;
    }

    public void ApplyTo(List<(string Id, byte Status, int Lon, int Lat)> vehicles)
    {
        while (at < bytes.Length)
        {
            var index = (int)Varint();
            var old = vehicles[index];
            vehicles[index] = (old.Id, bytes[at++], old.Lon + Signed(), old.Lat + Signed());
        }
    }

    int Signed()
    {
        var value = Varint();
        return (int)(value % 2 == 1 ? -((long)(value + 1) / 2) : (long)(value / 2));
    }

    ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
