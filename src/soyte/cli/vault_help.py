"""The examples and warnings at the foot of the help pages of `soyte vault`."""

LOG_EPILOG = """
**Ví dụ**

- `soyte vault log` : mọi lần mở kho bảo mật, cũ trước mới sau: lúc nào, ai, làm gì, để làm gì

- `soyte vault log --since 2026-11-01 --actor lan` : của một người, từ một ngày

Mỗi dòng được niêm phong nối tiếp dòng trước, nên sửa, xóa hay chèn dòng nào cũng lộ; lệnh này kiểm tra cả nhật ký mỗi lần chạy.

Mã thoát: 0 khi nhật ký nguyên vẹn, 1 khi có dòng bị sửa hoặc bị xóa, 2 khi không đọc được.
"""
ROTATE_EPILOG = """
**Ví dụ**

- `soyte vault rotate storage` : mã hóa lại toàn bộ tệp gốc và thông tin định danh bằng khóa mới

- `soyte vault rotate citizen` : cấp mã thay thế mới cho mọi số định danh cá nhân, sổ số liệu được viết lại theo

- `soyte vault rotate all --now` : thay mọi khóa khi ngờ khóa đã bị lộ, xóa ngay các tệp mang mã cũ

Trong lúc thay khóa mã thay thế, không ai ghi được vào sổ trên máy này; vẫn xem được số liệu. Mọi số liệu, mọi lần xem lại quá
khứ giữ nguyên. Bị ngắt giữa chừng thì chạy lại đúng lệnh đó để làm nốt; đến lúc đó tệp có loại thông tin ấy chưa nạp được.

Không có `--now`, tệp cũ còn được giữ ít ngày cho chương trình đang đọc; ai có khóa cũ và chép được chúng vẫn dò ra người trong
đó. Bản sao lưu cũ cũng vậy. Thay khóa xong hãy sao lưu lại và chạy `soyte vault export-keys`.
"""
EXPORT_EPILOG = """
**Ví dụ**

- `soyte vault export-keys /media/ket/khoa-2026-11.age --passphrase-file mat-khau.txt`

Tệp ghi ra được khóa bằng mật khẩu (ít nhất 14 ký tự, lấy ở dòng đầu của tệp mật khẩu). Cất tệp và mật khẩu ở **hai nơi khác
nhau**, đều ngoài máy này. Mất tệp khóa mà không có bản xuất thì không mở lại được tệp gốc nào. Lần xuất được ghi nhật ký.
"""
IMPORT_EPILOG = """
**Ví dụ**

- `soyte vault import-keys /media/ket/khoa-2026-11.age --passphrase-file mat-khau.txt`

Chỉ dùng khi kho đã mất tệp khóa. Kho không nhận khóa của kho khác, khóa đã cũ hơn lần thay khóa cuối, và không ghi đè tệp khóa
đang có.
"""
RETIRE_EPILOG = """
**Ví dụ**

- `soyte vault retire --dry-run` : xem tệp gốc nào đã hết hạn lưu giữ, theo quy định nào; chưa hủy gì

- `soyte vault retire` : hủy các tệp đó, sau khi hỏi lại

Thời hạn lấy từ tệp `retention.yaml` trong thư mục kho số liệu, nếu có, không thì từ bản kèm theo phần mềm; chỉ quy định đã được
đối chiếu (certainty: L) mới được dùng để hủy. Số liệu trong sổ giữ nguyên; chỉ không còn xem lại được nguyên văn tệp đã hủy.
"""
REVEAL_EPILOG = """
**Ví dụ**

- `soyte vault reveal citizen c1:0f3a… --purpose "Điều tra ổ dịch sởi theo công văn 12/KSBT"`

Lần tra được ghi vào nhật ký **trước khi** hiện kết quả: tài khoản, thời điểm, mục đích, từng mã. Không có cách tra nào không ghi.

Mã thoát: 0 khi tra được mọi mã, 1 khi có mã không có trong kho, 2 khi không tra được.
"""
