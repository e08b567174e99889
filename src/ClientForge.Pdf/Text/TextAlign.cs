namespace ClientForge.Pdf.Text;

public enum TextAlign
{
    Left,
    Center,
    Right,
}
